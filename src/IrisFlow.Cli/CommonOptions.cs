using System.CommandLine;

namespace IrisFlow.Cli;

/// <summary>The options that every command takes.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Workspace = new("--workspace", "-w")
    {
        Description = "The folder that holds workflows/; the nearest one upwards by default.",
        Recursive = true,
        HelpName = "DIR",
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document instead of text.", Recursive = true };

    public static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "No progress.", Recursive = true };

    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Say more: every object of a gc, and where in the code an error came from.", Recursive = true };

    public static readonly Option<string> Color = new Option<string>("--color")
    {
        Description = "Colours: auto, always or never.",
        DefaultValueFactory = _ => "auto",
        Recursive = true,
        HelpName = "WHEN",
    }.AcceptOnlyFromAmong("auto", "always", "never");

    public static void AddTo(RootCommand root)
    {
        foreach (var option in new Option[] { Workspace, Json, Quiet, Verbose, Color })
        {
            root.Add(option);
        }
    }
}
