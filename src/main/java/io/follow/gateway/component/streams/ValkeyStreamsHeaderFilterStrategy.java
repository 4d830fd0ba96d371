package io.follow.gateway.component.streams;

import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Filters {@code Camel*} names in both directions, because producers of a stream must not be able to control a route.
 */
public final class ValkeyStreamsHeaderFilterStrategy extends DefaultHeaderFilterStrategy {

    public ValkeyStreamsHeaderFilterStrategy() {
        setInFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setLowerCase(true);
    }
}
