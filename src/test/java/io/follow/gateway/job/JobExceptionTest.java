package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import org.junit.jupiter.api.Test;

class JobExceptionTest {

    @Test
    void findsTheJobFailureAmongTheCauses() {
        // given
        JobException failure = new JobException(ErrorCode.FILE_TOO_LARGE, "11 bytes, expected at most 10");

        // when
        JobException found = JobException.of(new IllegalStateException(new IOException(failure)));

        // then
        assertThat(found).isSameAs(failure);
    }

    @Test
    void makesTheUnforeseenAProcessFailureWithoutItsForeignMessage() {
        // given
        Throwable unforeseen =
                new UndeclaredThrowableException(new IllegalStateException("/srv/images/secret.jpg is locked"));

        // when
        JobException failure = JobException.of(unforeseen);

        // then
        assertThat(failure.getCode()).isEqualTo(ErrorCode.PROCESS_FAILED);
        assertThat(failure.isRetried()).isTrue();
        assertThat(failure).hasMessage("unexpected IllegalStateException while the job was processed");
        assertThat(failure).hasCause(unforeseen);
    }

    @Test
    void endsOnCausesThatGoInACircle() {
        // given
        Exception first = new IOException("first");
        first.initCause(new IOException("second", first));

        // when
        JobException failure = JobException.of(first);

        // then
        assertThat(failure.getCode()).isEqualTo(ErrorCode.PROCESS_FAILED);
    }

    @Test
    void isFinalWhenItsCodeIs() {
        assertThat(new JobException(ErrorCode.INVALID_JOB, "x").isRetried()).isFalse();
    }
}
