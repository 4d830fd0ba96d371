package io.follow.gateway.page;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.spi.InterceptStrategy;

/**
 * Keeps jobs waiting before their pictures are resized, so that a test can look at one on its way; open at first. The
 * test closes and opens it, the threads of the routes wait at it: hence the volatile latch.
 */
final class Turnstile implements InterceptStrategy {

    private volatile CountDownLatch latch = new CountDownLatch(0);

    void close() {
        latch = new CountDownLatch(1);
    }

    void open() {
        latch.countDown();
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if (!(definition instanceof BeanDefinition bean) || !"resize".equals(bean.getRef())) {
            return target;
        }
        return exchange -> {
            // Bounded, so that a failed test does not keep the routes from ending.
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody has opened the turnstile");
            }
            target.process(exchange);
        };
    }
}
