"""Devolution 下放, entrustment 委托 and window authorisation 授权: three different things, each with its deed."""
