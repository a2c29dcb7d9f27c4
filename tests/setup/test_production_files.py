"""docker-compose.yml, Dockerfile and nginx.conf, read by programs because no container engine is at hand."""

import re
import subprocess

import jsonschema
import pytest
import yaml

from portal.embedded.places import CHECKOUT

SERVICES = {"database", "broker", "migrate", "web", "worker", "beat", "proxy"}
OURS = {"migrate", "web", "worker", "beat"}
SERVICE = {
    "type": "object",
    "properties": {
        "image": {"type": "string", "pattern": ":[0-9]"},  # a named version, never whatever is latest
        "build": {"type": "string"},
        "command": {"type": "array", "items": {"type": "string"}},
        "entrypoint": {"type": "array", "items": {"type": "string"}},
        "restart": {"enum": ["unless-stopped", "no"]},
        "environment": {"type": "object", "additionalProperties": {"type": "string"}},
        "secrets": {"type": "array", "items": {"type": "string"}},
        "volumes": {"type": "array", "items": {"type": "string", "pattern": "^[^:]+:/[^:]+(:ro)?$"}},
        "ports": {"type": "array", "items": {"type": "string"}},
        "networks": {"type": "array", "items": {"enum": ["inside", "outside"]}},
        "depends_on": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"condition": {"enum": ["service_healthy", "service_completed_successfully"]}},
                "required": ["condition"],
            },
        },
        "healthcheck": {
            "type": "object",
            "properties": {
                "test": {"type": "array", "prefixItems": [{"enum": ["CMD", "CMD-SHELL"]}], "minItems": 2},
                "retries": {"type": "integer"},
            },
            "patternProperties": {"^(interval|timeout|start_period)$": {"type": "string", "pattern": "^[0-9]+s$"}},
            "required": ["test", "interval", "timeout"],
        },
        "read_only": {"type": "boolean"},
        "tmpfs": {"type": "array"},
        "cap_drop": {"const": ["ALL"]},
        "security_opt": {"type": "array"},
        "stop_grace_period": {"type": "string"},
    },
    "required": ["image", "restart", "networks"],
    "additionalProperties": False,
}
COMPOSE = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "services": {"type": "object", "additionalProperties": SERVICE},
        "networks": {"type": "object"},
        "volumes": {"type": "object"},
        "secrets": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"file": {"type": "string", "pattern": r"^\./secrets/"}},
                "required": ["file"],
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": {"^x-": {}},
    "required": ["services", "networks", "volumes", "secrets"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nginx() -> str:
    return (CHECKOUT / "docs/deploy/nginx.conf").read_text(encoding="utf-8")


def test_the_file_has_the_shape_we_rely_on(compose):
    jsonschema.Draft202012Validator(COMPOSE).validate(compose)
    assert set(compose["services"]) == SERVICES


def test_everything_that_runs_on_says_whether_it_is_well(compose):
    running = [name for name, service in compose["services"].items() if service["restart"] != "no"]
    assert [name for name in running if "healthcheck" not in compose["services"][name]] == []


def test_only_the_proxy_is_reachable_from_outside(compose):
    outside = {name for name, service in compose["services"].items() if "ports" in service}
    assert outside == {name for name, s in compose["services"].items() if "outside" in s["networks"]} == {"proxy"}
    assert compose["networks"]["inside"] == {"internal": True}


def test_web_and_worker_can_be_multiplied(compose):
    for name in ("web", "worker"):
        assert "ports" not in compose["services"][name]
        assert "container_name" not in compose["services"][name]


def test_every_name_used_is_declared(compose):
    for service in compose["services"].values():
        assert set(service.get("secrets", [])) <= set(compose["secrets"])
        assert set(service.get("depends_on", {})) <= set(compose["services"])
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (CHECKOUT / source).is_file(), source


def test_no_secret_stands_in_an_environment(compose):
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY|SECRET", name):
                assert name.endswith("_FILE") and value.startswith("/run/secrets/"), name
            assert not re.search(r"://[^@/]*:[^@/]*@", value), name


def test_our_containers_mount_each_secret_they_are_told_to_read(compose):
    for name in OURS:
        service = compose["services"][name]
        told = {value.rpartition("/")[2] for key, value in service["environment"].items() if key.endswith("_FILE")}
        assert told == set(service["secrets"])


def test_the_database_is_made_for_chinese(compose):
    assert "--locale=C.UTF-8" in compose["services"]["database"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert "LC_CTYPE 'C.UTF-8'" in (CHECKOUT / "docs/deploy/create_database.sh").read_text()


def test_the_image_installs_by_hash_and_is_no_root():
    text = (CHECKOUT / "Dockerfile").read_text()
    assert "--require-hashes -r requirements.txt" in text
    assert "\nUSER portal\n" in text


def test_the_proxy_overwrites_what_the_portal_believes(nginx):
    for header in ("X-Forwarded-Proto https", "X-Real-IP $remote_addr", "Host $host"):
        assert f"proxy_set_header {header};" in nginx
    assert nginx.count("{") == nginx.count("}")
    assert "location = /readyz { return 404; }" in nginx


def test_the_proxy_lets_an_upload_of_the_allowed_size_through(nginx, settings):
    megabytes = int(re.search(r"client_max_body_size (\d+)m", nginx).group(1))
    assert megabytes * 1024**2 > settings.IMPORT_MAX_UPLOAD_BYTES


@pytest.mark.parametrize("script", ["create_database.sh", "start_broker.sh"])
def test_the_scripts_are_valid_shell(script):
    subprocess.run(["sh", "-n", CHECKOUT / "docs/deploy" / script], check=True)


def test_every_variable_read_is_documented():
    documented = (CHECKOUT / "docs/deploy/environment.md").read_text()
    read = set()
    for file in ("settings.py", "environment.py", "wsgi.py", "embedded/places.py", "embedded/postgres.py"):
        text = (CHECKOUT / "portal" / file).read_text()
        read |= set(re.findall(r'"((?:PORTAL_|DATABASE_URL|BROKER_URL)[A-Z_]*)"', text))
    assert {name for name in read if f"`{name}`" not in documented} == set()
