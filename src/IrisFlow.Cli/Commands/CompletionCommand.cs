using System.CommandLine;
using IrisFlow.Cli.Output;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow completion SHELL</c>: a script that completes commands, options, workflows and steps.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _irisflow() {
            local IFS=$'\n'
            COMPREPLY=( $(compgen -W "$(irisflow "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -F _irisflow irisflow

        """;

    private const string Zsh = """
        #compdef irisflow
        _irisflow() {
            local -a found
            found=("${(@f)$(irisflow "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $found
        }
        compdef _irisflow irisflow

        """;

    private const string Fish = """
        function __irisflow_complete
            set -l line (commandline -cp)
            irisflow "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c irisflow -f -a '(__irisflow_complete)'

        """;

    private const string Pwsh = """
        Register-ArgumentCompleter -Native -CommandName irisflow -ScriptBlock {
            param($word, $line, $position)
            irisflow "[suggest:$position]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh.", HelpName = "SHELL" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Print a script that completes commands, workflows and steps: eval \"$(irisflow completion bash)\".") { shell };
        command.SetAction(parsed =>
        {
            var (terminal, name) = (Terminal.For(parsed), parsed.GetValue(shell)!);
            var script = name switch { "zsh" => Zsh, "fish" => Fish, "pwsh" => Pwsh, _ => Bash };
            if (!terminal.IsJson)
            {
                terminal.Block(script);
                return;
            }

            terminal.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("shell", name);
                json.WriteString("script", script);
                json.WriteEndObject();
            });
        });
        return command;
    }
}
