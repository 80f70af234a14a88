package why403.lambda;

import why403.account.Account;
import why403.history.KnownMappings;
import why403.history.Tallies;
import why403.log.LogStore;
import why403.tally.ClientSecret;

/** The adapters of one invocation of the tally function. */
record TallyAdapters(
        LogStore store, Tallies tallies, KnownMappings mappings, ClientSecret clientSecret, Account account) {}
