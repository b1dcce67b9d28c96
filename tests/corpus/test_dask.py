"""A cluster of Dask in place of an executor; one of two processes, for all tests of it."""

from __future__ import annotations

import pytest

from resultsframework import corpus


@pytest.mark.filterwarnings("default")
def test_a_cluster_gives_the_shards_of_one_process(data, tmp_path):
    """Its executor is one of concurrent.futures: the survey is the same, and so are the shards, to the byte."""
    distributed = pytest.importorskip("distributed", reason="a cluster needs the extra dask")
    pytest.importorskip("pyarrow", reason="shards need pyarrow")
    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**settings) as cluster, distributed.Client(cluster) as client:
        table = corpus.survey(data, by="year", executor=client.get_executor(), out=tmp_path / "cluster")
    assert table == corpus.survey(data, by="year", out=tmp_path / "alone")
    shards = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "shards").iterdir()}
        for name in ("cluster", "alone")
    ]
    assert shards[0] == shards[1]
