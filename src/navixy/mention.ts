/** Recognizes texts that mention the platform. */

const MENTION = /navixy|squaregps|b2field\.com|\/api-v2\b|\bNVX\b/i;

/** Whether a text mentions the platform. */
export function mentionsPlatform(text: string): boolean {
  return MENTION.test(text);
}

/**
 * Whether a text may mention the platform or its parameters. This runs on every file, so each search starts with a rare
 * letter, even in the middle of a word: V8 searches for the first letter and then compares the rest.
 */
export function mayMentionPlatform(text: string): boolean {
  return (
    text.includes('vixy') ||
    text.includes('VIXY') ||
    text.includes('NVX') ||
    (text.includes('-v2') && text.includes('pi-v2')) ||
    text.includes('2field') ||
    text.includes('quaregps') ||
    (text.includes('vx ') && /nvx /i.test(text)) ||
    (text.includes('_key') && text.includes('session_key'))
  );
}
