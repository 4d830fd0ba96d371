package io.follow.gateway.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CapturedLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceGateTest {

    private static final IOException SUSPICIOUS = new IOException("no ink");

    private final CapturedLog log = CapturedLog.of(ResourceGate.class);
    private final AtomicReference<@Nullable String> missing = new AtomicReference<>();

    private final Resource ink = new Resource() {
        @Override
        public @Nullable String missing() {
            return missing.get();
        }

        @Override
        public boolean mayHaveCaused(Throwable failure) {
            return failure == SUSPICIOUS;
        }
    };

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void isClosedFromTheBeginningUntilWhatIsMissingIsThereAndSaysEachOnce() {
        // given
        missing.set("no ink is left");
        ResourceGate gate = new ResourceGate(List.of(ink));
        assertThat(gate.closedBecause()).isEqualTo("no ink is left");

        // when
        missing.set("no ink is left at all");
        gate.askAgain();

        // then
        assertThat(gate.closedBecause()).isEqualTo("no ink is left at all");

        // when
        missing.set(null);
        gate.askAgain();

        // then
        assertThat(gate.closedBecause()).isNull();
        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines()).element(0).asString().startsWith("WARN this machine lacks a resource");
        assertThat(log.lines())
                .element(1)
                .asString()
                .matches("INFO the resource is available again after \\d+ s, reading resumes.*");
    }

    @Test
    void isToBlameForAFailureThatItsWantExplainsAndOnlyWhileItIsMissing() {
        // given
        ResourceGate gate = new ResourceGate(List.of(ink));
        assertThat(gate.isToBlameFor(SUSPICIOUS)).isFalse();

        // when
        missing.set("no ink is left");

        // then
        assertThat(gate.isToBlameFor(new IllegalStateException(SUSPICIOUS))).isTrue();
        assertThat(gate.closedBecause()).isEqualTo("no ink is left");
        assertThat(gate.isToBlameFor(new IllegalStateException("another"))).isFalse();
    }

    @Test
    void descriptorsAreThereAndAFailureForTheirWantIsKnown() {
        FileDescriptors fileDescriptors = new FileDescriptors();

        assertThat(fileDescriptors.missing()).isNull();
        assertThat(fileDescriptors.mayHaveCaused(new IOException("/a/b: Too many open files")))
                .isTrue();
        assertThat(fileDescriptors.mayHaveCaused(new IOException("No space left on device")))
                .isFalse();
    }
}
