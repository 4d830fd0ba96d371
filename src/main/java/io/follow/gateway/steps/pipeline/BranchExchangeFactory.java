package io.follow.gateway.steps.pipeline;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.engine.PrototypeProcessorExchangeFactory;
import org.apache.camel.spi.ProcessorExchangeFactory;

/**
 * Creates the exchanges of branches. Camel copies an exchange for each branch of {@code wireTap}, {@code multicast},
 * {@code split}, {@code recipientList} and {@code enrich}, but the copies would share one {@link ImageWork}, and its pixels
 * would be freed while other branches still use them.
 */
public final class BranchExchangeFactory extends PrototypeProcessorExchangeFactory {

    /** Creates the factory of a Camel context. Its processors obtain their factories from it. */
    public BranchExchangeFactory() {
        // Has no processor.
    }

    private BranchExchangeFactory(Processor processor) {
        super(processor);
    }

    @Override
    public ProcessorExchangeFactory newProcessorExchangeFactory(Processor processor) {
        BranchExchangeFactory factory = new BranchExchangeFactory(processor);
        factory.setStatisticsEnabled(isStatisticsEnabled());
        factory.setCapacity(getCapacity());
        factory.setCamelContext(getCamelContext());
        return factory;
    }

    /** @param handover whether the copy takes over the completions of the exchange, so that it owns the work */
    @Override
    public Exchange createCorrelatedCopy(Exchange exchange, boolean handover) {
        Exchange copy = super.createCorrelatedCopy(exchange, handover);
        if (!handover) {
            WorkOwner.branch(copy);
        }
        return copy;
    }

    @Override
    public boolean release(Exchange exchange) {
        WorkOwner.endUnlessBegun(exchange);
        return super.release(exchange);
    }
}
