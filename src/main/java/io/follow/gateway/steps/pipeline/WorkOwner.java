package io.follow.gateway.steps.pipeline;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Ties each {@link ImageWork} to one exchange. The exchange frees the pixels of its work when it is done. A copy of an
 * exchange for a branch gets a work of its own.
 */
final class WorkOwner {

    private static final String PROPERTY = "GatewayImageWork";

    private WorkOwner() {}

    /** Frees the pixels of a work when its exchange is done; equal for the same work. */
    private static final class Completion extends SynchronizationAdapter {

        private final ImageWork work;

        Completion(ImageWork work) {
            this.work = work;
        }

        @Override
        public void onDone(Exchange exchange) {
            work.end();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Completion completion && completion.work == work;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(work);
        }
    }

    /** Makes an exchange the owner of a work. */
    static void own(Exchange exchange, ImageWork work) {
        exchange.setProperty(PROPERTY, work);
        exchange.getExchangeExtension().addOnCompletion(new Completion(work));
    }

    /** The work of an exchange, even if its body is another object by now; null before {@code checkJob}. */
    static @Nullable ImageWork workOf(Exchange exchange) {
        return exchange.getProperty(PROPERTY, ImageWork.class);
    }

    /**
     * Gives the copy of an exchange a work of its own, if the exchange has one. The thread that works on the original calls
     * this, so that the branch shares the pixels before the original can free them.
     */
    static void branch(Exchange copy) {
        Message message = copy.getMessage();
        ImageWork inBody = message.getBody() instanceof ImageWork work ? work : null;
        ImageWork original = inBody == null ? workOf(copy) : inBody;
        if (original != null) {
            ImageWork branch = original.branch();
            own(copy, branch);
            if (inBody != null) {
                message.setBody(branch);
            }
        }
    }

    /** Frees the pixels of a copy that was never run, for instance after an earlier branch has failed. */
    static void endUnlessBegun(Exchange copy) {
        ImageWork work = workOf(copy);
        if (work != null
                && copy.getUnitOfWork() == null
                && copy.getExchangeExtension().containsOnCompletion(new Completion(work))) {
            work.end();
        }
    }
}
