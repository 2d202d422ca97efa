"""The yardstick: a bare Flask application that says hello."""

from flask import Flask

hello = Flask("hello")


@hello.get("/")
def say_hello() -> str:
    return "Hello"
