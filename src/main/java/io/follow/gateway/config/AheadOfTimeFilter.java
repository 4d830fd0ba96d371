package io.follow.gateway.config;

import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.aot.AbstractAotProcessor;

/**
 * Leaves out, while the jar is built, what does nothing but hand properties such as {@code camel.component.file.…} to Camel's
 * components, languages and data formats: a start at which such a property is set does not use what was built, see
 * {@link AheadOfTimePostProcessor}.
 */
final class AheadOfTimeFilter implements AutoConfigurationImportFilter {

    /**
     * Those of the components and languages that the gateway brings along. Others may be depended on by name, as that of
     * {@code platform-http} is.
     */
    private static final Pattern PROPERTIES_ONLY = Pattern.compile("org\\.apache\\.camel\\.(component\\."
            + "(aws2\\.s3|bean|beanclass|browse|controlbus|dataformat|dataset|direct|file|jackson|language|log|mock|redis|ref"
            + "|rest|saga|scheduler|seda|stub|timer|validator|xslt)"
            + "|language\\.[a-z]+)\\.springboot\\.[A-Za-z0-9]+AutoConfiguration");

    private final boolean processing;

    AheadOfTimeFilter() {
        this(Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING));
    }

    /** @param processing whether the jar is being built */
    AheadOfTimeFilter(boolean processing) {
        this.processing = processing;
    }

    @Override
    public boolean[] match(String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[autoConfigurations.length];
        for (int i = 0; i < wanted.length; i++) {
            // Spring hands in null for what was left out by an earlier filter.
            wanted[i] = !processing
                    || autoConfigurations[i] == null
                    || !PROPERTIES_ONLY.matcher(autoConfigurations[i]).matches();
        }
        return wanted;
    }
}
