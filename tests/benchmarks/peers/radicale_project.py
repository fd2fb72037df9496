"""Radicale, open to everybody on loopback: run in the peers' environment. As PostgreSQL here, it does not wait for the
disk.
"""

import os

from radicale import Application, config
from radicale.rights import BaseRights


class Open(BaseRights):
    def authorization(self, *asked: object) -> str:
        return "RrWw"


configuration = config.load()
configuration.update(
    {
        "auth": {"type": "none"},
        "logging": {"level": "error"},
        "rights": {"type": Open},
        "storage": {"filesystem_folder": os.environ["RADICALE_FOLDER"], "_filesystem_fsync": "False"},
        "web": {"type": "none"},
    },
    "the benchmark",
    privileged=True,
)
application = Application(configuration)
