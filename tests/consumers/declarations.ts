import ts from 'typescript-5';

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

/** What wasm-bindgen declares itself, in words that nobody can give it. */
const generated = ['free', '__@dispose'];

/** The names that declaration files give, and those of their members, at which no doc comment stands. */
export function withoutDocs(files: string[]): string[] {
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const names = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${file} is no module`);
    return checker.getExportsOfModule(module);
  });
  const missing = names.flatMap((name) => {
    const original = isAlias(name) ? checker.getAliasedSymbol(name) : name;
    return [original, ...members(original)]
      .filter((symbol) => symbol.getDocumentationComment(checker).length === 0)
      .map((symbol) => (symbol === original ? name.name : `${name.name}.${symbol.name}`));
  });
  // Two entries give the same names.
  return [...new Set(missing)];
}

const isAlias = ({ flags }: ts.Symbol) => Boolean(flags & ts.SymbolFlags.Alias);

/** What a class or an interface declares for its users. */
function members({ members, exports }: ts.Symbol): ts.Symbol[] {
  const own = [...(members?.values() ?? []), ...(exports?.values() ?? [])];
  return own.filter(
    ({ name, flags, declarations = [] }) =>
      !(flags & (ts.SymbolFlags.Prototype | ts.SymbolFlags.TypeParameter)) &&
      !declarations.some(isHidden) &&
      !generated.some((prefix) => name.startsWith(prefix)),
  );
}

function isHidden(declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return Boolean(ts.getCombinedModifierFlags(declaration) & hidden);
}
