# Base images are pinned by digest; Dependabot updates them. The jar is for Java 17; a newer JDK builds it reproducibly.
FROM maven:3-eclipse-temurin-25@sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
COPY routes routes
COPY scripts/add-component.sh scripts/
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -Dquick -DskipTests package

FROM eclipse-temurin:25-jre@sha256:fcd7fd7b387f94bb2ac461478a7436ad8e349924c374ea8313919624dceae636
# scripts/build-image.sh sets these, and the labels image.created, image.source and image.base.digest.
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="follow-image-gateway" \
      org.opencontainers.image.description="Image jobs in through a Valkey stream, processed by declarative Camel routes, one result out per job" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
RUN groupadd --gid 10001 gateway \
 && useradd --uid 10001 --gid gateway --no-create-home --home-dir /data --shell /usr/sbin/nologin gateway \
 && install --directory --owner gateway --group gateway /data
WORKDIR /app
COPY --from=build /build/target/image-gateway.jar ./
# An ahead-of-time cache, from which the JVM maps linked classes: startup takes far less CPU time.
COPY --chmod=755 deploy/class-archive.sh /tmp/
RUN if [ "$(/tmp/class-archive.sh image-gateway.jar image-gateway.aot --enable-native-access=ALL-UNNAMED)" = -XX:AOTCache=image-gateway.aot ]; \
    then rm -rf /tmp/*; \
    else echo "no ahead-of-time cache of this Java, expected Java 25 or later" >&2; exit 1; fi
COPY routes routes
COPY LICENSE NOTICE ./
COPY licenses licenses
# Camel components that a derived image or a volume adds.
RUN mkdir lib
# For scanners that look at the files of an image and not into jars.
COPY --from=build /build/target/classes/META-INF/sbom sbom
COPY --chmod=755 deploy/healthcheck.sh ./

# Without a UTF-8 locale, Java supports only ASCII file names. Two malloc arenas: with more, glibc retains much of the
# memory that native image code has freed.
ENV IMG_GW_DATA_DIR=/data \
    LC_ALL=C.UTF-8 \
    MALLOC_ARENA_MAX=2
USER 10001:10001
VOLUME /data
EXPOSE 8090
# Checks liveness, not readiness: an orchestrator may replace an unhealthy container, which does not help during a server
# outage.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/app/healthcheck.sh", "/health"]
# The exec form makes Java process 1, so that SIGTERM reaches it. The heap takes 60 % of the memory; the rest is for native
# image code, buffers and the JVM itself. -Xmx in JAVA_TOOL_OPTIONS overrides the percentage. The serial collector and a
# small initial heap save about 100 MB at no loss of speed, because pixels are off-heap. Every 30 seconds, the JVM returns
# memory to the kernel that native image code has freed. Java 25 would otherwise warn at each start that Netty uses
# sun.misc.Unsafe, and that the codecs are native libraries. The JVM expands lib/* to the jars there; the cache stays valid,
# because the jar comes first.
ENTRYPOINT ["java", "-XX:AOTCache=/app/image-gateway.aot", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xms192m", "-XX:MaxRAMPercentage=60", "-XX:TrimNativeHeapInterval=30000", "-cp", "image-gateway.jar:lib/*", "io.follow.gateway.ImageGatewayApplication"]
