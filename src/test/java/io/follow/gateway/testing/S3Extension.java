package io.follow.gateway.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes an {@link S3Server}, one for all of the JVM, because it takes seconds to start. A test makes the buckets
 * that it needs, and does not kill the server.
 */
public final class S3Extension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(S3Extension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == S3Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(S3Server.start()), Shared.class)
                .server();
    }

    private record Shared(S3Server server) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }
}
