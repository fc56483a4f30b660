using Microsoft.Extensions.Logging;

namespace IrisFlow.Server;

/// <summary>Hands what is logged to whoever started the server, a line each.</summary>
internal sealed class LineLog(Action<string> tell) : ILoggerProvider, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        tell(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}".ReplaceLineEndings(" | "));

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
