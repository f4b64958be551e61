"""Looking at a video or a sound: is it what it seems, how long, what does it look like."""

import importlib
import pkgutil
import re
from typing import Any, BinaryIO

import av
from images import Refused, previews  # type: ignore[import-not-found]  # beside this one
from PIL import Image

VIDEO_CODECS = {"h264", "hevc", "vp8", "vp9", "av1", "mpeg4"}
SOUND_CODECS = {"aac", "opus", "vorbis", "mp3", "pcm_s16le", "amr_nb", "amr_wb"}
DEMUXERS = {"mp4": "mov", "quicktime": "mov", "webm": "matroska", "ogg": "ogg"}
PLACE = re.compile(r"([+-]\d{1,2}\.?\d*)([+-]\d{1,3}\.?\d*)")
# The library imports these when it meets a stream of their kind: too late in a locked process.
for _part in pkgutil.walk_packages(av.__path__, "av."):
    if not _part.name.startswith(("av.datasets", "av.__main__", "av.filter")):
        importlib.import_module(_part.name)
MOST_PACKETS = 2_000_000


def look(
    file: BinaryIO, family: str, limits: dict[str, Any], sizes: dict[str, int]
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the film or sound is, and a poster if it has pictures."""
    # Named, never guessed: a playlist would make the library open other files.
    opened: Any = av.open(file, mode="r", format=DEMUXERS[family], metadata_errors="replace")
    with opened as film:
        videos = [s for s in film.streams.video if not _is_cover(s)]
        sounds = list(film.streams.audio)
        _judge(videos, sounds, limits)
        found: dict[str, Any] = {
            "content_type": f"{'video' if videos else 'audio'}/{_kind(family, videos)}",
            "claimed": claims(film),
        }
        poster = None
        if videos:
            video = videos[0]
            found |= {"width": video.width, "height": video.height}
            poster = _poster(film, video)
            film.seek(0)
        found["duration_ms"] = _duration(film, [*videos, *sounds])
    if found["duration_ms"] > limits["film_ms"]:
        raise Refused("duration")
    if not found["duration_ms"]:
        raise Refused("empty")
    return found, previews(poster, sizes) if poster else {}


def _judge(videos: list[Any], sounds: list[Any], limits: dict[str, Any]) -> None:
    if not videos and not sounds:
        raise Refused("empty")
    for stream in [*videos, *sounds]:
        context = stream.codec_context
        # A second thread would be a second process to the kernel.
        context.thread_type, context.thread_count = "NONE", 1
        allowed = VIDEO_CODECS if stream.type == "video" else SOUND_CODECS
        if context.name.replace("lib", "").replace("dav1d", "av1") not in allowed:
            raise Refused("codec")
    if any(v.width * v.height > limits["film_pixels"] for v in videos):
        raise Refused("pixels")


def _poster(film: Any, video: Any) -> Image.Image:
    """Return the first picture that can be decoded, upright."""
    for frame in film.decode(video):
        image: Image.Image = frame.to_image()
        return image.rotate(frame.rotation, expand=True) if frame.rotation else image
    raise Refused("broken")


def _duration(film: Any, streams: list[Any]) -> int:
    """Read the whole file packet by packet, and return how long it really is."""
    longest = 0.0
    for number, packet in enumerate(film.demux(streams)):
        if number > MOST_PACKETS or packet.is_corrupt:
            raise Refused("broken")
        if packet.pts is not None and packet.time_base is not None:
            end = float((packet.pts + (packet.duration or 0)) * packet.time_base)
            longest = max(longest, end)
    return round(longest * 1000)


def claims(film: Any) -> dict[str, Any]:
    """Return what the device wrote about time and place."""
    words = {key.lower(): str(value) for key, value in film.metadata.items()}
    said: dict[str, Any] = {}
    taken = words.get("com.apple.quicktime.creationdate") or words.get("creation_time", "")
    if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", taken) and not taken.startswith("1904"):
        said["taken_at"] = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", taken)[:40]
    place = words.get("com.apple.quicktime.location.iso6709") or words.get("location", "")
    if found := PLACE.match(place):
        lat, lon = float(found[1]), float(found[2])
        if -90 <= lat <= 90 and -180 <= lon <= 180 and (lat or lon):
            said |= {"lat": lat, "lon": lon}
    return said


def _kind(family: str, videos: list[Any]) -> str:
    return "mp4" if family == "quicktime" and not videos else family


def _is_cover(stream: Any) -> bool:
    return "attached_pic" in str(stream.disposition).lower()
