/** The trimmed value of a text field. */
export function fieldText(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim();
}
