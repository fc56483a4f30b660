using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using IrisFlow.Cli.Output;

namespace IrisFlow.Cli;

/// <summary>Opens an address in the user's browser, or says that one has to do it oneself.</summary>
internal sealed class Browser : IDisposable
{
    private readonly string _page;

    private Browser(string page) => _page = page;

    /// <summary>Opens an address that holds a secret.</summary>
    /// <param name="address">The address.</param>
    /// <param name="folder">Where a page is kept that leads there, for as long as this is not disposed.</param>
    /// <param name="terminal">Where trouble is told.</param>
    public static Browser? Open(Uri address, string folder, Terminal terminal)
    {
        // Others on this machine see the arguments of every process, but not a file that is the user's alone.
        var page = Path.Combine(folder, $"open-{address.Port}.html");
        try
        {
            Directory.CreateDirectory(folder);
            Write(page, $"<!doctype html><meta http-equiv=\"refresh\" content=\"0;url={WebUtility.HtmlEncode(address.ToString())}\"><title>IrisFlow</title>\n");
            using var started = Process.Start(Command(page));
            return new(page);
        }
        catch (Exception problem) when (problem is Win32Exception or IOException or UnauthorizedAccessException or InvalidOperationException or PlatformNotSupportedException)
        {
            terminal.Say($"No browser could be opened ({problem.Message}): open the address above.");
            return File.Exists(page) ? new(page) : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_page);

    private static void Write(string page, string text)
    {
        File.Delete(page);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(page, options);
        writer.Write(text);
    }

    private static ProcessStartInfo Command(string page)
    {
        if (Environment.GetEnvironmentVariable("BROWSER") is { Length: > 0 } chosen)
        {
            return Quiet(chosen, page);
        }

        return OperatingSystem.IsWindows() ? new(page) { UseShellExecute = true } : Quiet(OperatingSystem.IsMacOS() ? "open" : "xdg-open", page);
    }

    // What a browser has to say is not for the terminal of the server.
    private static ProcessStartInfo Quiet(string program, string page) => new(program, [page]) { RedirectStandardOutput = true, RedirectStandardError = true };
}
