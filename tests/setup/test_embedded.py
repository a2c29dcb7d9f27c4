"""The parts of the embedded default, each by itself."""

import os
import signal
import subprocess

import psycopg
import pytest

from portal.embedded import backup, broker, keys, places, postgres, processes, root_user


def test_a_long_data_path_gets_a_short_socket_folder(tmp_path):
    short, long = tmp_path / "var", tmp_path / ("很长的路径" * 10)
    assert places.socket_folder(short) == short / "run"
    assert len(os.fsencode(places.socket_folder(long))) <= places.LONGEST_SOCKET_FOLDER
    assert places.socket_folder(long) == places.socket_folder(long)


def test_a_folder_of_another_user_is_refused(tmp_path):
    target = tmp_path / "theirs"
    target.mkdir()
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(PermissionError):
        places.private_folder(tmp_path / "link")


def test_keys_are_made_once_and_are_random(tmp_path):
    for name in ("a", "b"):
        keys.make_missing_keys(tmp_path / name)
    first = (tmp_path / "a" / "index_key").read_text()
    keys.make_missing_keys(tmp_path / "a")
    assert (tmp_path / "a" / "index_key").read_text() == first
    assert (tmp_path / "b" / "index_key").read_text() != first
    assert len(keys.read_hex_key(tmp_path / "a" / "encryption_key", 16)) == 16


def test_a_number_taken_over_by_another_program_is_not_taken_for_ours(tmp_path):
    file = tmp_path / "pid"
    file.write_text(f"{os.getpid()}\n")
    assert processes.recorded_pid(file, "python") or processes.recorded_pid(file, "pytest")
    assert processes.recorded_pid(file, "valkey-server") is None
    file.write_text("no number")
    assert processes.recorded_pid(file) is None


@pytest.fixture(params=["namespace", "nobody"])
def data(request, tmp_path, monkeypatch):
    if os.geteuid() == 0:
        monkeypatch.setenv("PORTAL_ROOT_AS", request.param)
    elif request.param == "nobody":
        pytest.skip("only root has two ways of becoming somebody else")
    root_user.command_prefix.cache_clear()
    yield tmp_path / ("很长的路径" * 8)
    postgres.stop(tmp_path / ("很长的路径" * 8))
    root_user.command_prefix.cache_clear()


def rows(data) -> list:
    with psycopg.connect(host=str(places.socket_folder(data)), user="portal", dbname="portal") as connection:
        return connection.execute("SELECT word FROM kept").fetchall()


def test_the_database_keeps_what_was_committed_when_it_is_killed(data):
    postgres.ensure_running(data)
    with psycopg.connect(host=str(places.socket_folder(data)), user="portal", dbname="portal") as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('临溪县')")
    os.kill(int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
    postgres.ensure_running(data)
    assert rows(data) == [("临溪县",)]


def test_a_stale_lock_file_does_not_stop_the_database(data):
    postgres.ensure_running(data)
    postgres.stop(data)
    sleeper = subprocess.Popen(["sleep", "60"])
    (data / "postgres" / "postmaster.pid").write_text(f"{sleeper.pid}\n{data / 'postgres'}\n")
    try:
        postgres.ensure_running(data)
        assert postgres.is_running(data)
    finally:
        sleeper.kill()
        sleeper.wait()


def test_chinese_is_searchable_in_the_embedded_database(data):
    postgres.ensure_running(data)
    with psycopg.connect(host=str(places.socket_folder(data)), user="portal", dbname="portal") as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert connection.execute("SELECT cardinality(show_trgm('中国共产党'))").fetchone()[0] > 0


def test_a_saved_database_comes_back_as_it_was(tmp_path, monkeypatch):
    data = tmp_path / "var"
    monkeypatch.setenv("PORTAL_DATA", str(data))
    postgres.ensure_running(data)
    try:
        with psycopg.connect(host=str(places.socket_folder(data)), user="portal", dbname="portal") as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('临溪县')")
        backup.save(tmp_path / "一月.dump")
        assert (tmp_path / "一月.dump").stat().st_mode & 0o077 == 0
        with psycopg.connect(host=str(places.socket_folder(data)), user="portal", dbname="portal") as connection:
            connection.execute("UPDATE kept SET word = 'lost'")
        backup.restore(tmp_path / "一月.dump")
        assert rows(data) == [("临溪县",)]
    finally:
        postgres.stop(data)


def test_a_database_that_is_not_installed_says_what_to_set(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_PG_BIN", str(tmp_path))
    with pytest.raises(postgres.NoServerError, match="PORTAL_PG_BIN"):
        postgres.find_binaries()


def test_the_broker_keeps_its_queue_when_it_is_killed(tmp_path):
    import redis

    broker.ensure_running(tmp_path)
    try:
        queue = redis.Redis(unix_socket_path=str(places.socket_folder(tmp_path) / "broker.sock"))
        queue.lpush("celery", "task")
        queue.execute_command("WAITAOF", 1, 0, 2000)
        os.kill(int((tmp_path / "broker" / "pid").read_text()), signal.SIGKILL)
        broker.ensure_running(tmp_path)
        assert queue.lrange("celery", 0, -1) == [b"task"]
    finally:
        broker.stop(tmp_path)
