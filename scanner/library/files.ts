/** Reading files that a command line names. */
export { MOST_LISTED, readNamed } from '../io/small-file.ts';
