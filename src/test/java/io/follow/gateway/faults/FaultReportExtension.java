package io.follow.gateway.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Shares one {@link FaultReport} among all fault tests and publishes it after the last one. */
final class FaultReportExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FaultReportExtension.class);

    private record Published(FaultReport report) implements CloseableResource {
        @Override
        public void close() {
            report.publish(Path.of("target/faults.md"));
        }
    }

    static FaultReport report(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Published.class, key -> new Published(new FaultReport()), Published.class)
                .report();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FaultReport.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return report(context);
    }
}
