"""The site on one's own machine: a saved file is on the page, a broken one leaves the page as it was."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.errors import Location, Problem, ReportError
from generator.site.serve import RELOADER, SIGNAL, News, attempt, serve, server_for, times


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "campaigns/spring").mkdir(parents=True)
    (folder / "index.html").write_text("<html><body><h1>7 of 12</h1></body></html>")
    (folder / "campaigns/spring/index.html").write_text("<html><body>Spring</body></html>")
    (folder / "campaigns/spring/kpis.csv").write_text("kpi\n")
    return folder


@pytest.fixture
def news() -> News:
    return News()


@pytest.fixture
def address(site: Path, news: News) -> Iterator[str]:
    with server_for(site, news, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def read(url: str) -> str:
    with urlopen(url, timeout=10) as answer:
        return answer.read().decode()


@pytest.mark.parametrize(
    "page", ["/", "/index.html", "/campaigns/spring/", "/campaigns/spring", "/campaigns/spring/?q"]
)
def test_a_page_comes_with_the_script_that_waits_for_news(address: str, page: str):
    assert f'<script src="{RELOADER}"></script></body>' in read(address + page)


def test_other_files_come_as_they_are(address: str):
    assert read(f"{address}/campaigns/spring/kpis.csv") == "kpi\n"
    assert SIGNAL in read(address + RELOADER)


def test_a_page_that_is_not_there_is_not_found(address: str):
    with pytest.raises(HTTPError, match="404"):
        read(f"{address}/campaigns/autumn/index.html")


def test_nothing_outside_the_site_is_served(address: str, site: Path):
    (site.parent / "secret.html").write_text("secret")

    with pytest.raises(HTTPError, match="404"):
        read(f"{address}/%2e%2e/secret.html")


def test_a_waiting_page_hears_of_the_next_build(address: str, news: News):
    seen = read(f"{address}{SIGNAL}?")
    heard: list[str] = []
    waiting = threading.Thread(target=lambda: heard.append(read(f"{address}{SIGNAL}?{seen}")))
    waiting.start()
    news.tell()
    waiting.join(timeout=10)

    assert heard == [str(int(seen) + 1)]


def test_before_the_first_good_build_the_page_says_so(address: str, site: Path):
    site.rename(site.with_name("elsewhere"))

    with pytest.raises(HTTPError) as answer:
        read(address + "/")
    assert answer.value.code == 503
    assert b"terminal" in answer.value.read()


def test_a_port_that_is_taken_is_a_problem_with_another_to_try(address: str, site: Path, news: News):
    port = int(address.rpartition(":")[2])

    with pytest.raises(ReportError, match=f"try `--port {port + 1}`"):
        server_for(site, news, "127.0.0.1", port)


def test_a_reader_who_leaves_early_is_no_error(address: str, capfd: pytest.CaptureFixture):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        # Closing with nothing lingering resets the connection instead of ending it.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert "7 of 12" in read(address + "/")
    assert capfd.readouterr() == ("", "")


def test_problems_are_printed_and_the_pages_hear_nothing(news: News, capsys: pytest.CaptureFixture):
    def broken() -> None:
        raise ReportError([Problem(Location("campaigns/spring/campaign.yml", 3, 1), "no `targt`", "a target")])

    seen = news.wait_beyond("", patience=0.01)

    assert attempt(broken, news) is False
    assert "campaigns/spring/campaign.yml:3:1: no `targt`" in capsys.readouterr().err
    assert news.wait_beyond("", patience=0.01) == seen


def test_a_saved_file_is_noticed_and_hidden_or_built_ones_are_not(tmp_path: Path, site: Path):
    spec = tmp_path / "campaigns/spring/campaign.yml"
    spec.parent.mkdir(parents=True)
    spec.write_text("a")
    before = times([tmp_path], site)

    (site / "index.html").write_text("built again")
    (tmp_path / ".goalposts").mkdir()
    (tmp_path / ".goalposts/state.json").write_text("{}")
    assert times([tmp_path], site) == before
    spec.write_text("another")
    assert times([tmp_path], site) != before


def test_a_file_saved_while_serving_is_built(tmp_path: Path, site: Path):
    source = tmp_path / "campaign.yml"
    source.write_text("one")
    built: list[str] = []

    def rebuild() -> None:
        built.append(source.read_text())
        if len(built) > 1:
            raise KeyboardInterrupt

    threading.Thread(target=lambda: (wait_for(built), source.write_text("two, saved"))).start()
    serve(rebuild, site, [source], "127.0.0.1", 0)

    assert built == ["one", "two, saved"]


def wait_for(built: list[str]) -> None:
    deadline = time.monotonic() + 10
    while not built and time.monotonic() < deadline:
        time.sleep(0.05)
