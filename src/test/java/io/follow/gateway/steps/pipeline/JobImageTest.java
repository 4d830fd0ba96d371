package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.entry.Deliveries;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class JobImageTest {

    private static Exchange exchangeOf(Map<String, String> fields) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Delivery.PROPERTY, Deliveries.of("7-0", fields));
        return exchange;
    }

    @Test
    void allStepsShareTheIdThatWasParsedFirst() throws JobException {
        // given
        Exchange exchange = exchangeOf(Map.of("image_id", "a"));

        // when
        ImageId first = JobImage.ifUsable(exchange).orElseThrow();

        // then
        assertThat(first).isEqualTo(new ImageId("a"));
        assertThat(JobImage.required(exchange)).isSameAs(first);
        assertThat(JobImage.ifUsable(exchange)).containsSame(first);
    }

    @Test
    void anIdThatIsMissingOrMalformedIsInvalid() {
        assertThat(JobImage.ifUsable(exchangeOf(Map.of()))).isEmpty();
        assertThat(JobImage.ifUsable(exchangeOf(Map.of("image_id", "a b")))).isEmpty();
        assertThatThrownBy(() -> JobImage.required(exchangeOf(Map.of())))
                .isInstanceOfSatisfying(JobException.class, failure -> assertThat(failure.getCode())
                        .isEqualTo(ErrorCode.INVALID_JOB))
                .hasMessage("image_id is missing");
    }
}
