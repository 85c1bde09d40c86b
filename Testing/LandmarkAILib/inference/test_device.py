"""Which device computes. GPUs are rare where tests run, so their absence is what is tested."""

from __future__ import annotations

import pytest
import torch
from LandmarkAILib.inference.device import (
    Device,
    DeviceError,
    choose_device,
    run_with_fallback,
    training_precision,
)
from LandmarkAILib.inference.faults import is_out_of_memory

GPU = Device("cuda", "Some GPU", "float32", 1)


@pytest.fixture(autouse=True)
def threads_as_they_were() -> object:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_the_cpu_computes_at_the_precision_it_announces() -> None:
    device = choose_device("cpu")
    dtype = getattr(torch, device.precision)
    product = torch.full((4, 4), 0.5, dtype=dtype) @ torch.full((4, 4), 0.5, dtype=dtype)
    assert device.kind == "cpu"
    assert device.notice == ""
    assert torch.equal(product, torch.ones(4, 4, dtype=dtype))


def test_training_uses_half_precision_only_where_it_is_native() -> None:
    capabilities = torch.cpu.get_capabilities()
    native = capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")
    if choose_device().kind == "cpu":
        assert training_precision() == ("bfloat16" if native else "float32")
    assert choose_device("cpu").precision == "float32"


def test_auto_prefers_what_is_there() -> None:
    expected = (
        "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    )
    assert choose_device("auto").kind == expected


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_a_gpu_that_is_not_there_is_refused_by_name(kind: str) -> None:
    if torch.cuda.is_available() if kind == "cuda" else torch.backends.mps.is_available():
        pytest.skip(f"this machine has {kind}")
    with pytest.raises(DeviceError, match=f"no {kind.upper()} device: choose 'auto' or 'cpu'"):
        choose_device(kind)  # type: ignore[arg-type]


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(DeviceError, match="choose one of auto, cpu, cuda, mps"):
        choose_device("tpu")  # type: ignore[arg-type]


def test_threads_are_set_only_on_request() -> None:
    torch.set_num_threads(2)
    assert choose_device("cpu").threads == torch.get_num_threads() == 2
    assert choose_device("cpu", threads=1).threads == torch.get_num_threads() == 1
    with pytest.raises(DeviceError, match="1 or more"):
        choose_device("cpu", threads=0)


def test_a_gpu_that_cannot_compute_is_replaced_and_the_user_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A build of torch without MPS, told that there is one: as a driver that does not fit."""
    if torch.backends.mps.is_available():
        pytest.skip("this machine's GPU computes")
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    device = choose_device("mps")
    assert device.kind == "cpu"
    assert device.notice.startswith("Apple GPU (MPS) was not used (")
    assert device.notice.endswith("; the CPU was used instead.")


def test_lack_of_gpu_memory_moves_the_work_to_the_cpu_and_says_so() -> None:
    tried = []

    def work(device: Device) -> str:
        tried.append(device.kind)
        if device.kind == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB")
        return device.notice

    assert (
        run_with_fallback(GPU, work) == "Some GPU has too little free memory; the CPU was used instead."
    )
    assert tried == ["cuda", "cpu"]


def test_lack_of_main_memory_and_other_errors_are_not_hidden() -> None:
    def exhausted(device: Device) -> None:
        raise torch.OutOfMemoryError("out of memory")

    def wrong(device: Device) -> None:
        raise RuntimeError("sizes do not match")

    with pytest.raises(torch.OutOfMemoryError):
        run_with_fallback(choose_device("cpu"), exhausted)
    with pytest.raises(RuntimeError, match="sizes"):
        run_with_fallback(GPU, wrong)


def test_torchs_own_complaint_about_main_memory_is_recognised() -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 60, dtype=torch.uint8)
    assert is_out_of_memory(caught.value)
    assert is_out_of_memory(MemoryError())
    assert is_out_of_memory(RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)"))
    assert not is_out_of_memory(RuntimeError("sizes do not match"))
    assert not is_out_of_memory(ValueError("out of memory"))
