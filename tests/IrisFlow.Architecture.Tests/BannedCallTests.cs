using System.Xml.Linq;

namespace IrisFlow.Architecture.Tests;

/// <summary>The compiler keeps banned calls out of src; these tests keep the compiler told.</summary>
public class BannedCallTests
{
    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.Random")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.Threading.Tasks.Task.Delay(System.Int32)")]
    [InlineData("T:System.NotImplementedException")]
    public void A_call_that_breaks_repeatability_is_banned(string symbol) =>
        Assert.Contains(Repository.Lines("src/BannedSymbols.txt"), l => l.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Theory]
    [InlineData("T:System.Net.Http.HttpClient")]
    [InlineData("T:System.Net.Sockets.Socket")]
    [InlineData("T:System.Net.Sockets.TcpClient")]
    [InlineData("T:System.Net.WebRequest")]
    [InlineData("T:System.Runtime.Serialization.Formatters.Binary.BinaryFormatter")]
    public void Nothing_calls_another_machine_or_makes_objects_of_what_data_names(string symbol) =>
        Assert.Contains(Repository.Lines("src/BannedSymbols.txt"), l => l.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void Every_ban_says_what_to_do_instead() =>
        Violations.None(Repository.Seen(Repository.Files.Where(f => f.StartsWith("src/BannedSymbols.", StringComparison.Ordinal)))
            .SelectMany(Repository.Lines)
            .Where(l => l.Split(';') is not [_, { Length: > 0 }]));

    [Fact]
    public void The_terminal_is_left_to_the_command_line()
    {
        Assert.Contains(Repository.Lines("src/BannedSymbols.Console.txt"), l => l.StartsWith("T:System.Console;", StringComparison.Ordinal));
        Assert.Equal("'$(MSBuildProjectName)' != 'IrisFlow.Cli'", Condition("BannedSymbols.Console.txt"));
    }

    [Fact]
    public void The_bans_hold_in_every_project_of_src()
    {
        Assert.Null(Condition("BannedSymbols.txt"));
        // A nearer file of that name would hide the one that sets the bans.
        Assert.Equal(["src/Directory.Build.props"], Repository.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith("/Directory.Build.props", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_rule_file_switches_the_bans_off() =>
        Violations.None(Repository.Seen(Repository.Files.Where(f => Path.GetExtension(f) is ".editorconfig" or ".csproj" or ".props" or ".targets" or ".globalconfig"))
            .Where(f => Repository.Text(f).Contains("RS0030", StringComparison.Ordinal)));

    private static string? Condition(string file) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", "Directory.Build.props")).Descendants("AdditionalFiles")
            .Single(f => f.Attribute("Include")!.Value.EndsWith(")" + file, StringComparison.Ordinal)).Attribute("Condition")?.Value;
}
