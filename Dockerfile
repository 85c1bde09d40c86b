# LandmarkAI for CPUs, with its models. Built from the repository: docker build -t landmarkai .
#
#   docker run --rm -u "$(id -u):$(id -g)" -v "$PWD:/data" landmarkai detect study.nrrd -o results
#
# Nothing is downloaded when it runs, and nothing leaves the machine: --network none works.
# Written where no container can be built: .github/workflows/packages.yml builds and tries it.
FROM python:3.12-slim-bookworm AS wheel
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheel .

FROM python:3.12-slim-bookworm
LABEL org.opencontainers.image.title="LandmarkAI" \
      org.opencontainers.image.description="Landmarks in cardiac MR and CT. Research use only; not a medical device." \
      org.opencontainers.image.licenses="Apache-2.0; weights: see /usr/share/doc/landmarkai" \
      org.opencontainers.image.source="https://github.com/landmarkai/SlicerLandmarkAI"
COPY constraints.txt /etc/landmarkai/constraints.txt
# PyTorch for CPUs has an index of its own; PyPI's for Linux brings 2 GB of CUDA.
RUN pip install --no-cache-dir --constraint /etc/landmarkai/constraints.txt \
      --index-url https://download.pytorch.org/whl/cpu torch
RUN --mount=type=bind,from=wheel,source=/wheel,target=/wheel \
    pip install --no-cache-dir --constraint /etc/landmarkai/constraints.txt /wheel/*.whl
# The terms of code and weights, where people look for them.
COPY LICENSE.txt Resources/Models/cmr-sax/MODEL_CARD.md /usr/share/doc/landmarkai/cmr-sax/
COPY Resources/Models/ct-lv/MODEL_CARD.md /usr/share/doc/landmarkai/ct-lv/
# Any user may run it, one without a home folder, too.
RUN useradd --create-home --uid 1000 landmarkai
ENV HOME=/tmp MPLCONFIGDIR=/tmp PYTHONUNBUFFERED=1
USER 1000
WORKDIR /data
ENTRYPOINT ["landmarkai"]
CMD ["--help"]
