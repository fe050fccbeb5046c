// A chosen file as a small picture, drawn here: the page may load nothing but what the server has.

const WIDTH = 640;

/** Draws the picture of a file; whether it is one that this browser knows.
 * @param {File | undefined} file
 * @param {HTMLCanvasElement[]} canvases */
export async function draw(file, ...canvases) {
  const picture = file && (await createImageBitmap(file).catch(() => null));
  for (const canvas of canvases) {
    canvas.hidden = !picture;
    if (!picture) continue;
    const scale = Math.min(1, WIDTH / picture.width);
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  picture?.close();
  return Boolean(picture);
}
