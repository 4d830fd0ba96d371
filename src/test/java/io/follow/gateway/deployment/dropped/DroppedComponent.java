package io.follow.gateway.deployment.dropped;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** {@code dropped:TEXT} makes the text the body. */
public final class DroppedComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String text, Map<String, Object> parameters) {
        return new DroppedEndpoint(uri, this, text);
    }

    private static final class DroppedEndpoint extends DefaultEndpoint {

        private final String text;

        DroppedEndpoint(String uri, DroppedComponent component, String text) {
            super(uri, component);
            this.text = text;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    exchange.getMessage().setBody(text);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("nothing comes from here");
        }
    }
}
