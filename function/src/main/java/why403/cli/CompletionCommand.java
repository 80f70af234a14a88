package why403.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the script that completes commands and options in a shell. */
final class CompletionCommand implements Command {

    private static final String HELP = """
            Usage: why403 completion SHELL
            Prints the script that completes the commands and options of why403 in a shell.

              SHELL             bash or zsh.
              -h, --help        Show this help.

            Examples:
              source <(why403 completion bash)              # in ~/.bashrc
              source <(why403 completion zsh)               # in ~/.zshrc

            Exit code: 0 printed; 2 wrong arguments.
            """;

    private static final String IN_ZSH = "autoload -U +X compinit bashcompinit && compinit && bashcompinit\n";

    private final PrintStream out;
    private final Map<String, Command> commands;

    /** @param commands the other commands by name */
    CompletionCommand(PrintStream out, Map<String, Command> commands) {
        this.out = out;
        this.commands = commands;
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(Arguments arguments) throws WrongArgumentsException {
        if (arguments.others().size() != 1) {
            throw new WrongArgumentsException("completion needs the name of one shell: bash or zsh.");
        }
        switch (arguments.others().get(0)) {
            case "bash" -> out.print(script());
            case "zsh" -> out.print(IN_ZSH + script());
            default ->
                throw new WrongArgumentsException("There is a script for bash and for zsh, but not for '"
                        + arguments.others().get(0) + "'.");
        }
        return ExitCode.DONE;
    }

    /** File names complete where no option begins. */
    private String script() {
        return """
                _why403() {
                  local words current=${COMP_WORDS[COMP_CWORD]}
                  case $COMP_CWORD:${COMP_WORDS[1]}:$current in
                    1:*) words="%s completion help --help --version" ;;
                %s    *) words= ;;
                  esac
                  COMPREPLY=( $(compgen -W "$words" -- "$current") )
                }
                complete -o default -F _why403 why403
                """.formatted(
                        commands.keySet().stream().sorted().collect(Collectors.joining(" ")),
                        commands.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(command -> "    *:" + command.getKey() + ":-*) words=\""
                                        + options(command.getValue()) + "\" ;;\n")
                                .collect(Collectors.joining()));
    }

    private static String options(Command command) {
        return Stream.of(command.flags().stream(), command.valued().stream(), Stream.of("--help"))
                .flatMap(options -> options)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
