package why403.lambda;

import why403.account.Account;
import why403.alert.Channel;
import why403.history.KnownMappings;
import why403.history.Tallies;
import why403.log.LogStore;
import why403.spike.Incidents;
import why403.tally.ClientSecret;

/** The adapters of one invocation. */
record Adapters(
        LogStore store,
        Tallies tallies,
        KnownMappings mappings,
        ClientSecret clientSecret,
        Incidents incidents,
        Account account,
        Channel channel) {}
