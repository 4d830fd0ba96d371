FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
COPY routes routes
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 gateway \
 && useradd --uid 10001 --gid gateway --no-create-home --home-dir /data --shell /usr/sbin/nologin gateway \
 && install --directory --owner gateway --group gateway /data
WORKDIR /app
COPY --from=build /build/target/image-gateway.jar ./
# Classes in the form in which the JVM maps them, linked: a start takes far less processor time.
COPY --chmod=755 deploy/class-archive.sh /tmp/
RUN if [ "$(/tmp/class-archive.sh image-gateway.jar image-gateway.aot)" = -XX:AOTCache=image-gateway.aot ]; \
    then rm -rf /tmp/*; \
    else echo "no ahead-of-time cache of this Java, expected Java 25 or later" >&2; exit 1; fi
COPY routes routes
COPY LICENSE NOTICE ./
COPY licenses licenses
COPY --chmod=755 deploy/healthcheck.sh ./

# Without a UTF-8 locale, Java cannot name files beyond ASCII. Two malloc arenas: with more, native image code leaves
# much freed memory in them.
ENV IMG_GW_DATA_DIR=/data \
    LC_ALL=C.UTF-8 \
    MALLOC_ARENA_MAX=2
USER 10001:10001
VOLUME /data
EXPOSE 8090
# An orchestrator may replace an unhealthy container, which does not help against an outage of the server: so this asks
# whether the program lives, and not whether it is ready.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/app/healthcheck.sh", "/health"]
# The exec form makes Java process 1, so that SIGTERM reaches it. The rest of the memory is for native image code,
# buffers and the JVM itself. An -Xmx in JAVA_TOOL_OPTIONS takes the place of the percentage. The serial collector and
# a small beginning need some 100 MB less and cost no time, because pixels are outside the heap. Netty's way to memory
# outside the heap is allowed by name, else Java 25 warns of it at each start.
ENTRYPOINT ["java", "-XX:AOTCache=/app/image-gateway.aot", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-Xms192m", "-XX:MaxRAMPercentage=60", "-jar", "image-gateway.jar"]
