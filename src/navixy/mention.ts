/** Words by which a file names the platform. */

const MENTION = /navixy|squaregps|b2field\.com|\/api-v2\b|\bNVX\b/i;

/** Whether a text names the platform. */
export function mentionsPlatform(text: string): boolean {
  return MENTION.test(text);
}

/**
 * Whether a text may name the platform or its parameters. Asked of every file, so each search begins with a letter that
 * texts rarely have, if need be in the middle of the word: V8 looks for the first letter and then compares.
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
