/** A problem in words, without the control characters of what it quotes. */
export const problem = (...parts) =>
  parts
    .join(" ")
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/g, "␀")
    .slice(0, 300);
