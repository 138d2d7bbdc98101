/** The file's address, where a bundler is told to make one of it: `load()` takes it. */
declare const address: string;
export default address;
