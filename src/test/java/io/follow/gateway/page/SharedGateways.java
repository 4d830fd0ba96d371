package io.follow.gateway.page;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests an {@link EmbeddedGateway} or an {@link OperatorGateway}, one for all of a class, because a gateway takes
 * seconds to start. Each test leaves the turnstile open.
 */
final class SharedGateways implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedGateways.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == EmbeddedGateway.class || type == OperatorGateway.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = InBrowser.storeOfClass(context, NAMESPACE);
        return parameter.getParameter().getType() == EmbeddedGateway.class
                ? store.getOrComputeIfAbsent(
                        EmbeddedGateway.class, type -> EmbeddedGateway.start(), EmbeddedGateway.class)
                : store.getOrComputeIfAbsent(
                        OperatorGateway.class, type -> OperatorGateway.start(), OperatorGateway.class);
    }
}
