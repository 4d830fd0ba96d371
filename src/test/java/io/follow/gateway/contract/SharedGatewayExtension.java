package io.follow.gateway.contract;

import io.follow.gateway.token.TokenSigner;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves parameters of type {@link GatewayFixture} and {@link TokenSigner}, whose tokens the gateway accepts. All tests of
 * the JVM share them, because a gateway takes seconds to start: each test uses image ids of its own and leaves no job.
 */
final class SharedGatewayExtension implements ParameterResolver {

    /** The admin token of the shared gateway. */
    static final String ADMIN_TOKEN = "open-sesame";

    /** Its token for producers. */
    static final String JOBS_TOKEN = "jobs-only";

    /** The origin whose pages may upload to it. */
    static final String ORIGIN = "https://app.example.com";

    private static final Namespace NAMESPACE = Namespace.create(SharedGatewayExtension.class);

    private record Shared(GatewayFixture fixture, TokenSigner signer) implements AutoCloseable {

        static Shared start() {
            TokenSigner signer = TokenSigner.create();
            return new Shared(
                    GatewayFixture.start(
                            "IMG_GW_UPLOAD_RETRY_COUNT=2",
                            "IMG_GW_UPLOAD_RETRY_BASE_MS=100",
                            "IMG_GW_JOB_CLAIM_IDLE_MS=2000",
                            "IMG_GW_STATUS_TTL=10m",
                            "gateway.status.min-interval=0ms",
                            "IMG_GW_ADMIN_TOKEN=" + ADMIN_TOKEN,
                            "IMG_GW_JOBS_TOKEN=" + JOBS_TOKEN,
                            "IMG_GW_CORS_ORIGINS=http://localhost:1," + ORIGIN,
                            "FOLLOW_API_ED25519_PUBLIC_KEY=" + signer.publicKey()),
                    signer);
        }

        @Override
        public void close() {
            fixture.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == GatewayFixture.class || type == TokenSigner.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == GatewayFixture.class ? shared.fixture() : shared.signer();
    }
}
