# parelsnoer in a container that holds nothing else, and runs without rights.
#
#   docker build --tag parelsnoer --build-arg COMMIT=$(git rev-parse HEAD) --build-arg DATE=$(git log -1 --format=%cs) .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/werk" parelsnoer build
#
# The output may be a volume of its own (--volume site:/werk/public): it is then replaced file by file.
FROM rust:1.95-alpine AS builder
# The image pins Alpine, which removes older versions of its packages.
# hadolint ignore=DL3018
RUN apk add --no-cache build-base
WORKDIR /source
COPY Cargo.toml Cargo.lock build.rs README.md ./
COPY src src
COPY themes/parels/assets themes/parels/assets
COPY themes/parels/preview themes/parels/preview
COPY themes/parels/templates themes/parels/templates
COPY benches benches
COPY tests/it/main.rs tests/it/main.rs
ARG COMMIT=""
ARG DATE=""
ENV PARELSNOER_BUILD_COMMIT=$COMMIT PARELSNOER_BUILD_DATE=$DATE
RUN cargo build --locked --profile dist --bin parelsnoer \
    && install -d -o 65532 -g 65532 /werk

FROM scratch
COPY --from=builder /source/target/dist/parelsnoer /usr/bin/parelsnoer
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder --chown=65532:65532 /werk /werk
COPY LICENSE-MIT LICENSE-APACHE /usr/share/licenses/parelsnoer/
LABEL org.opencontainers.image.title="parelsnoer" \
      org.opencontainers.image.source="https://github.com/sociaalwerknederland/parelsnoer" \
      org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND OFL-1.1"
ENV PATH=/usr/bin
USER 65532:65532
WORKDIR /werk
ENTRYPOINT ["/usr/bin/parelsnoer"]
CMD ["--help"]
