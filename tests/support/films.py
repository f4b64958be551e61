"""Short films and sounds, made on the spot."""

import io
from fractions import Fraction

import av
import numpy as np


def film(container="mp4", picture="libx264", sound="aac", frames=15, **metadata):
    """Return a film of a second; without ``picture`` or ``sound`` it lacks that."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as out:
        out.metadata.update({key.replace("__", "."): said for key, said in metadata.items()})
        streams = []
        if picture:
            video = out.add_stream(picture, rate=15)
            video.width, video.height, video.pix_fmt = 320, 240, "yuv420p"
            streams.append(video)
        if sound:
            audio = out.add_stream(sound, rate=48_000)
            audio.layout = "mono"
            streams.append(audio)
        for number in range(frames):
            if picture:
                pixels = np.full((240, 320, 3), number * 15 % 255, np.uint8)
                out.mux(video.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        for number in range(50 if sound else 0):
            wave = np.sin(np.arange(960) / 20, dtype="float32")[None] * 0.2
            frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = (
                48_000,
                number * 960,
                Fraction(1, 48_000),
            )
            out.mux(audio.encode(frame))
        for stream in streams:
            out.mux(stream.encode())
    return file.getvalue()
