"""`portal`, its codes hashed in no time: hundreds of people can send while workers are killed, and the rest of it is what runs everywhere."""

from argon2 import PasswordHasher

from portal.access import code
from portal.commands import main

code._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

if __name__ == "__main__":
    main.main(prog_name="portal")
