using System.CommandLine;
using IrisFlow.Cli.Output;
using IrisFlow.Hosting.Access;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Commands;

/// <summary><c>irisflow token</c>: makes, lists and takes back the tokens with which programs call the server.</summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "Tokens with which programs, and people on other machines, call the server.") { Make(), List(), Revoke() };

    private static Command Make()
    {
        var name = new Argument<string>("name") { Description = "Whom or what it is for, such as nightly.", HelpName = "NAME" };
        var role = new Option<string>("--role") { Description = "viewer reads; operator also runs; editor also saves workflows and manages tokens.", DefaultValueFactory = _ => "viewer", HelpName = "ROLE" }
            .AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(TokenJson.NameOf)]);
        var expires = new Option<string?>("--expires") { Description = "How long it is valid: 30d, 12h, or a date such as 2027-01-01; without it, until it is revoked.", HelpName = "WHEN" };
        var command = new Command("create", "Make a token; its text is shown now and never again.") { name, role, expires };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var allowed = Enum.Parse<Role>(parsed.GetValue(role)!, ignoreCase: true);
            var (token, text) = ApiTokens.Create(workspace.Store, parsed.GetValue(name)!, allowed, PinCommand.Instant(parsed.GetValue(expires), now), Environment.UserName, now);
            if (terminal.IsJson)
            {
                terminal.Json(json => TokenJson.Write(json, token, now, text));
                return ExitCode.Done;
            }

            terminal.Line(text);
            terminal.Say($"Keep it: it is not shown again. irisflow token revoke {token.Id} takes it back.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List all tokens, those that ended among them.");
        command.WorksOn((workspace, terminal, _) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var tokens = workspace.HasRuns ? workspace.Store.Tokens() : [];
            if (terminal.IsJson)
            {
                terminal.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var token in tokens)
                    {
                        TokenJson.Write(json, token, now);
                    }

                    json.WriteEndArray();
                });
                return ExitCode.Done;
            }

            if (tokens.Count == 0)
            {
                terminal.Say("There are no tokens. Next: irisflow token create NAME");
                return ExitCode.Done;
            }

            var table = new TextTable("id", "name", "role", "by", "since", "used", "state");
            foreach (var token in tokens)
            {
                table.Add(token.Id, token.Name, TokenJson.NameOf(token.Role), token.CreatedBy, Values.Local(token.CreatedAt), token.UsedAt is { } used ? Values.Local(used) : "never", State(token, now));
            }

            terminal.Block(table.ToString());
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "The token's id, as the list shows it.", HelpName = "ID" };
        var command = new Command("revoke", "Take a token back, and end the sessions that were begun with it.") { id };
        command.WorksOn((workspace, terminal, parsed) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var token = ApiTokens.Revoke(workspace.Store, parsed.GetValue(id)!, now);
            if (terminal.IsJson)
            {
                terminal.Json(json => TokenJson.Write(json, token, now));
                return ExitCode.Done;
            }

            terminal.Line($"{token.Id} ({token.Name}) is a wrong token from now on.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string State(ApiToken token, DateTimeOffset now) =>
        token.RevokedAt is { } revoked ? $"revoked {Values.Local(revoked)}"
        : !token.IsValid(now) ? $"over since {Values.Local(token.ExpiresAt!.Value)}"
        : token.ExpiresAt is { } end ? $"until {Values.Local(end)}"
        : "valid";
}
