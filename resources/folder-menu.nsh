; “Open with Lectern” in the menu of folders, for this user; taken away with the program.
!macro customInstall
  WriteRegStr HKCU "Software\Classes\Directory\shell\Lectern" "" "Open with Lectern"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Lectern" "Icon" "$INSTDIR\Lectern.exe"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Lectern\command" "" '"$INSTDIR\Lectern.exe" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\Directory\shell\Lectern"
!macroend
