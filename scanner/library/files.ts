/** Library: reads files named on a command line. */
export { MOST_LISTED, readNamed } from '../io/small-file.ts';
