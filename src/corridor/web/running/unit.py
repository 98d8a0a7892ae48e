"""The service of a machine's service manager (systemd) that runs a node, able to write to the node's home alone."""

from __future__ import annotations

from pathlib import Path

TEMPLATE = """\
# Made by `corridor unit`. Install as /etc/systemd/system/corridor.service, then:
#   systemctl daemon-reload && systemctl enable --now corridor
# Addresses, hosts and secrets belong into {environment} (readable by root alone), one VARIABLE=value a line.
[Unit]
Description=Corridor node in {home}
Documentation=https://www.freedesktop.org/software/systemd/man/systemd.exec.html
Wants=network-online.target
After=network-online.target postgresql.service

[Service]
Type=exec
User={user}
Group={user}
Environment=CORRIDOR_HOME={home}
Environment=CORRIDOR_LOG=json
EnvironmentFile=-{environment}
ExecStart={program} serve{arguments}
Restart=on-failure
RestartSec=5
TimeoutStopSec=40
KillMode=mixed
UMask=0077
LimitNOFILE=8192

NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths={home}
ProtectHome={protect_home}
PrivateTmp=yes
PrivateDevices=yes
ProtectProc=invisible
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RemoveIPC=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
CapabilityBoundingSet={capabilities}
AmbientCapabilities={capabilities}

[Install]
WantedBy=multi-user.target
"""

PRIVILEGED_PORTS = 1024


def written(*, home: Path, user: str, program: Path, arguments: tuple[str, ...], port: int) -> str:
    """Return the text of the service.

    Args:
        program: Where `corridor` is installed.
        arguments: What `corridor serve` is told.
        port: A port below 1024 needs one capability, and nothing else does.
    """
    below_home = any(str(path).startswith(("/home/", "/root/")) for path in (home, program))
    return TEMPLATE.format(
        home=home,
        user=user,
        program=program,
        arguments="".join(f" {argument}" for argument in arguments),
        environment="/etc/corridor.env",
        protect_home="read-only" if below_home else "yes",
        capabilities="CAP_NET_BIND_SERVICE" if port < PRIVILEGED_PORTS else "",
    )
