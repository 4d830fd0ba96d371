package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.read.WorkerSlot;
import io.follow.gateway.job.JobException;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the pixel steps of a small picture run on the worker's own thread, and a route go on without such a step when it
 * hangs: another thread takes the worker's place and finds the exchange failed. Only for steps that a route calls by
 * {@code bean}; elsewhere they take a thread of their own.
 */
public final class LeaveHangingSteps implements InterceptStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(LeaveHangingSteps.class);

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        boolean pixels = definition instanceof BeanDefinition bean
                && bean.getRef() != null
                && context.getRegistry().lookupByName(bean.getRef()) instanceof PixelStep;
        return pixels ? new Leavable(target) : target;
    }

    private static final class Leavable extends DelegateAsyncProcessor {

        Leavable(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            ImageWork work = ImageWork.of(exchange);
            WorkerSlot place = WorkerSlot.current();
            if (work == null || place == null || !work.isSmall() || !place.canHandOver(exchange)) {
                return super.process(exchange, callback);
            }
            Consumer<JobException> goOn = timeout -> {
                place.handOver(() -> {
                    work.canLeave(null);
                    exchange.setException(timeout);
                    callback.done(false);
                });
                LOG.warn(
                        "job {}: a stage hangs, another thread takes its worker's place",
                        work.job().id());
            };
            // A step that comes back late must not touch the exchange, which has gone on without it.
            Exchange standIn = exchange.copy();
            work.canLeave(goOn);
            super.process(standIn, doneSync -> {});
            if (place.isHandedOver()) {
                return false;
            }
            work.canLeave(null);
            if (standIn.getException() != null) {
                exchange.setException(standIn.getException());
            }
            callback.done(true);
            return true;
        }
    }
}
