package io.follow.gateway.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves parameters of type {@link ValkeyServer}. All tests of the JVM share one server, which is up and empty before each.
 * A test that changes the server's configuration starts a server of its own instead.
 */
public final class ValkeyExtension implements BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ValkeyExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        ValkeyServer server = server(context);
        if (server.isAlive()) {
            server.resume();
        } else {
            server.restart();
        }
        server.command("FLUSHALL");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ValkeyServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    private static ValkeyServer server(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(ValkeyServer.start()), Shared.class)
                .server();
    }

    private record Shared(ValkeyServer server) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }
}
