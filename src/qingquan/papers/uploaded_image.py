"""Whether an uploaded picture is whole and of a size that can be handled; and a copy without its metadata."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from qingquan.law import Refused

# A colour scan of A3 at 600 dpi has 70 million pixels; decoded it takes 210 MB.
MAX_PIXELS = 72_000_000
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError, TypeError, EOFError, MemoryError)


def measure(data: bytes, pillow_format: str) -> tuple[int, int]:
    """Width and height in pixels, after reading the whole picture; refuses what is broken, moving or too large."""
    with _opened(data, pillow_format) as image:
        return image.size


def clean_image(data: bytes, pillow_format: str) -> bytes:
    """The same picture encoded anew: upright, without place, device, comments or anything appended."""
    with _opened(data, pillow_format) as image:
        upright = ImageOps.exif_transpose(image)
        has_alpha = "A" in upright.getbands() or "transparency" in upright.info
        mode = "RGBA" if has_alpha and pillow_format != "JPEG" else "L" if upright.mode in {"1", "L"} else "RGB"
        pixels = upright.convert(mode)
        pixels.info.clear()
        out = BytesIO()
        pixels.save(out, pillow_format, quality=90)
        return out.getvalue()


def _opened(data: bytes, pillow_format: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=[pillow_format])
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels()
        # A JPEG of several frames is a phone's picture with its preview or depth map: the first is the picture.
        if pillow_format != "JPEG" and getattr(image, "n_frames", 1) > 1:
            raise Refused("动态图片不能作为材料，请上传静止的图片。")
        image.load()
    except BOMBS:
        raise _too_many_pixels() from None
    except BROKEN as problem:
        raise Refused("图片已损坏或不完整，打不开。请重新拍照或扫描后上传。") from problem
    return image


def _too_many_pixels() -> Refused:
    return Refused(f"图片的像素太多（超过{MAX_PIXELS // 10_000}万），请降低分辨率（300 dpi 即可）后再上传。")
