package io.follow.gateway.faults;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Shifts the clock of a worker; a property of the worker enables it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(ShiftedClock.PROPERTY)
class ShiftedClock {

    static final String PROPERTY = "faults.clock";

    @Bean
    @Primary
    Clock offByHours(@Value("${" + PROPERTY + "}") Duration offset) {
        return Clock.offset(Clock.systemUTC(), offset);
    }
}
