package io.follow.gateway.component.streams;

import org.apache.camel.support.DefaultHeaderFilterStrategy;

/** Keeps {@code Camel*} names on their side: whoever fills a stream must not be able to steer a route. */
public class ValkeyStreamsHeaderFilterStrategy extends DefaultHeaderFilterStrategy {

    public ValkeyStreamsHeaderFilterStrategy() {
        setInFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setLowerCase(true);
    }
}
