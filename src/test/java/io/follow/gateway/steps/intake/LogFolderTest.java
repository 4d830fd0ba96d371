package io.follow.gateway.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LogFolderTest {

    private final LogFolder log = new LogFolder();

    @Test
    void saysATroubleOnceAndItsEndWithTheAttempts(CapturedOutput output) {
        // when
        log.stays(failed("a.jpg", "the store is away"));
        log.stays(failed("a.jpg", "the store is away"));
        log.stays(failed("b.jpg", "the store is away"));
        log.taken(failed("a.jpg", "the store is away"));
        log.taken(failed("b.jpg", "the store is away"));

        // then
        assertThat(output)
                .containsOnlyOnce("WARN")
                .contains("a.jpg is not a job yet and stays in its folder: the store is away")
                .containsOnlyOnce("files become jobs again after 3 failed attempts");
    }

    @Test
    void saysAnotherTroubleToo(CapturedOutput output) {
        // when
        log.stays(failed("a.jpg", "the store is away"));
        log.stays(failed("a.jpg", "the server is away"));

        // then
        assertThat(output).contains("the store is away").contains("the server is away");
    }

    private static Exchange failed(String file, String reason) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.FILE_NAME, file);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException(reason));
        return exchange;
    }
}
