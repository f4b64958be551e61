"""A Redis of a test's own, which it may empty, kill and start again.

What is published on one server is heard by all who listen there, whatever their database:
systems that run beside one another need one each.
"""

import subprocess

import redis

from tests.support.ports import free_port, wait_until

WORDS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"]


class RedisServer:
    """A server that keeps nothing; not yet started."""

    def __init__(self):
        self.port, self.process = free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        words = ["redis-server", "--port", str(self.port), *WORDS]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        wait_until(self.answers, "Redis")

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait(30)
            self.process = None

    def answers(self):
        try:
            with redis.Redis(port=self.port) as client:
                return client.ping()
        except redis.RedisError:
            return False

    def empty(self):
        with redis.Redis(port=self.port) as client:
            client.flushall()
