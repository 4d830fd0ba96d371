package io.follow.gateway.cli;

import io.follow.gateway.startup.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The version that the build has written down. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"image-gateway " + BuildInfo.version()};
    }
}
